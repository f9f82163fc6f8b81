"""Page readers: bytes in, a clean Page out. Pure: no Django, no clock, no network."""
