"""The same command by pyarrow, as a user would write it."""

import sys

import pyarrow as pa
import pyarrow.compute as pc

with pa.ipc.open_stream(sys.stdin.buffer) as rows:
    with pa.ipc.new_stream(sys.stdout.buffer, rows.schema) as out:
        for batch in rows:
            batch.validate(full=True)
            thirds = pc.multiply(pc.divide(batch["id"], 3), 3)
            batch = batch.filter(pc.not_equal(batch["id"], thirds))
            word = pc.binary_join_element_wise(batch["word"], "\u2713", "")
            out.write_batch(
                batch.set_column(batch.schema.get_field_index("word"), "word", word)
            )
