"""Take a view of a timeline along: as a table, data, a calendar, a feed or a picture.

Data flows one way: `view` fetches the events as the API's records, each format writes them, `formats` lists them all. Every file
carries each event's sources and the time of knowledge.
"""
