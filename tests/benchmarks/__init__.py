"""How long feedpub takes, beside other programs that do the same: `make bench`.

listings     synthetic archives        obvious, handwritten   what others would write
processes    CPU, memory, bytes        rows                   what is measured, a table row each
"""
