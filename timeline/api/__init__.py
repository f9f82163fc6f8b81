"""The read-only JSON API under `/api/v1/`.

`schemas` says what things look like, `records` makes them out of models, `parameters` reads addresses, `keyset` turns pages,
`operations` answers, `problems` says what went wrong, `documents` describes it all.
"""
