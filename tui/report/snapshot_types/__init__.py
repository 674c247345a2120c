"""What the JSON snapshot is: its types, from which it is written and its schema is made.

`whole` is the document; `level`, `measures` and `account` are its parts.
"""
