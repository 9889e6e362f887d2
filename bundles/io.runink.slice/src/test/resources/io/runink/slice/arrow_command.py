"""A command in another language: reads an Arrow IPC stream and writes one.

By the words of the format alone (Flatbuffers and all), with the standard library. Keeps the rows
whose id is there and no multiple of 3, marks each word that is there, and writes the rest back as
it decoded it.
"""

import struct
import sys

IN, OUT = sys.stdin.buffer, sys.stdout.buffer
SCHEMA, BATCH = 1, 3
INT, REAL, BINARY, UTF8, BOOL, DECIMAL, DATE, TIME, TIMESTAMP = 2, 3, 4, 5, 6, 7, 8, 9, 10


class Table:
    """A table of Flatbuffers, read where it stands."""

    def __init__(self, data, at):
        self.data, self.at = data, at
        self.vtable = at - self.number("<i", at)

    @staticmethod
    def root(data):
        return Table(data, struct.unpack_from("<I", data, 0)[0])

    def number(self, form, at):
        return struct.unpack_from(form, self.data, at)[0]

    def place(self, field):
        slot = 4 + 2 * field
        if slot >= self.number("<H", self.vtable):
            return 0
        offset = self.number("<H", self.vtable + slot)
        return self.at + offset if offset else 0

    def scalar(self, field, form, otherwise=0):
        place = self.place(field)
        return self.number(form, place) if place else otherwise

    def follow(self, field):
        place = self.place(field)
        return place + self.number("<I", place) if place else 0

    def table(self, field):
        place = self.follow(field)
        return Table(self.data, place) if place else None

    def vector(self, field):
        place = self.follow(field)
        return (place + 4, self.number("<I", place)) if place else (0, 0)

    def tables(self, field):
        first, count = self.vector(field)
        places = [first + 4 * i for i in range(count)]
        return [Table(self.data, it + self.number("<I", it)) for it in places]

    def text(self, field):
        first, length = self.vector(field)
        return bytes(self.data[first : first + length]).decode()


class Column:
    def __init__(self, field):
        self.name = field.text(0)
        self.kind = field.scalar(2, "<B")
        kind = field.table(3)
        if field.tables(5) or field.table(4):
            raise ValueError("a column of columns, or a dictionary: " + self.name)
        if self.kind == INT:
            self.settings = [kind.scalar(0, "<i"), kind.scalar(1, "<B")]
            self.form = {8: "b", 16: "h", 32: "i", 64: "q"}[self.settings[0]]
        elif self.kind == REAL:
            self.settings = [kind.scalar(0, "<h")]
            self.form = {1: "f", 2: "d"}[self.settings[0]]
        elif self.kind == DECIMAL:
            self.settings = [kind.scalar(i, "<i", 128 * (i == 2)) for i in range(3)]
            if self.settings[2] != 128:
                raise ValueError("a decimal of another width")
        elif self.kind == DATE:
            self.settings, self.form = [kind.scalar(0, "<h", 1)], "i"
        elif self.kind == TIME:
            self.settings, self.form = [kind.scalar(0, "<h", 1), kind.scalar(1, "<i", 32)], "q"
        elif self.kind == TIMESTAMP:
            self.settings, self.form = [kind.scalar(0, "<h"), kind.text(1)], "q"
        elif self.kind not in (BINARY, UTF8, BOOL):
            raise ValueError("a type that no contract has: %d" % self.kind)
        else:
            self.settings = []

    def buffers(self):
        return 3 if self.kind in (BINARY, UTF8) else 2

    def read(self, rows, validity, *parts):
        there = [not len(validity) or validity[i >> 3] >> (i & 7) & 1 for i in range(rows)]
        if self.kind == BOOL:
            values = [bool(parts[0][i >> 3] >> (i & 7) & 1) for i in range(rows)]
        elif self.kind == DECIMAL:
            every = [bytes(parts[0][16 * i : 16 * i + 16]) for i in range(rows)]
            values = [int.from_bytes(it, "little", signed=True) for it in every]
        elif self.kind in (BINARY, UTF8):
            ends = struct.unpack_from("<%di" % (rows + 1), parts[0]) if rows else [0]
            values = [bytes(parts[1][ends[i] : ends[i + 1]]) for i in range(rows)]
            if self.kind == UTF8:
                values = [it.decode() if there[i] else "" for i, it in enumerate(values)]
        else:
            values = struct.unpack_from("<%d%s" % (rows, self.form), parts[0])
        return [value if there[i] else None for i, value in enumerate(values)]

    def write(self, values):
        yield bits([it is not None for it in values])
        if self.kind == BOOL:
            yield bits([bool(it) for it in values])
        elif self.kind == DECIMAL:
            yield b"".join((it or 0).to_bytes(16, "little", signed=True) for it in values)
        elif self.kind in (BINARY, UTF8):
            every = [it.encode() if isinstance(it, str) else it or b"" for it in values]
            ends = [0]
            for it in every:
                ends.append(ends[-1] + len(it))
            yield struct.pack("<%di" % len(ends), *ends)
            yield b"".join(every)
        else:
            yield struct.pack("<%d%s" % (len(values), self.form), *(it or 0 for it in values))


def bits(flags):
    out = bytearray((len(flags) + 7) // 8)
    for i, flag in enumerate(flags):
        out[i >> 3] |= flag << (i & 7)
    return bytes(out)


class Writer:
    """Writes Flatbuffers from front to back: what is referred to comes behind what refers."""

    def __init__(self):
        self.data = bytearray(4)

    def align(self, to, ahead=0):
        while (len(self.data) + ahead) % to:
            self.data.append(0)

    def refer(self, place):
        struct.pack_into("<I", self.data, place, len(self.data) - place)

    def to(self, *fields):
        """A function that writes a table and refers to it: of each field None, (form, value), or
        a function that does the same for what the field refers to."""
        inline, offsets = 4, []
        for field in fields:
            form = "I" if callable(field) else field and field[0]
            size = struct.calcsize(form) if form else 0
            inline += -inline % (size or 1)
            offsets.append(inline if form else 0)
            inline += size
        vtable = struct.pack("<%dH" % (2 + len(fields)), 4 + 2 * len(fields), inline, *offsets)

        def write(place):
            self.align(8, len(vtable))
            self.data += vtable
            self.refer(place)
            at = len(self.data)
            self.data += bytes(inline)
            struct.pack_into("<i", self.data, at, len(vtable))
            for offset, field in zip(offsets, fields):
                if callable(field):
                    field(at + offset)
                elif field:
                    struct.pack_into("<" + field[0], self.data, at + offset, field[1])

        return write

    def text(self, text):
        def write(place):
            self.align(4)
            self.refer(place)
            self.data += struct.pack("<I", len(text.encode())) + text.encode() + b"\0"

        return write

    def tables(self, every):
        def write(place):
            self.align(4)
            self.refer(place)
            self.data += struct.pack("<I", len(every))
            first = len(self.data)
            self.data += bytes(4 * len(every))
            for i, one in enumerate(every):
                one(first + 4 * i)

        return write

    def structs(self, form, every):
        def write(place):
            self.align(8, 4)
            self.refer(place)
            self.data += struct.pack("<I", len(every))
            for one in every:
                self.data += struct.pack(form, *one)

        return write

    def message(self, kind, header, body=b""):
        """Version 5, the kind of the header, the header, the body's length."""
        root = self.to(("h", 4), ("B", kind), header, ("q", len(body)))
        root(0)
        self.align(8)
        OUT.write(struct.pack("<II", 0xFFFFFFFF, len(self.data)) + self.data + body)


def exactly(count):
    data = IN.read(count)
    if len(data) != count:
        raise EOFError
    return data


def messages():
    while True:
        marker, length = struct.unpack("<II", exactly(8))
        if marker != 0xFFFFFFFF:
            raise ValueError("no continuation")
        if length == 0:
            return
        message = Table.root(exactly(length))
        yield message, exactly(message.scalar(3, "<q"))


def write_schema(columns):
    out = Writer()
    fields = []
    for column in columns:
        forms = {INT: "iB", REAL: "h", DECIMAL: "iii", DATE: "h", TIME: "hi", TIMESTAMP: "ht"}
        kind = [
            out.text(it) if form == "t" else (form, it)
            for form, it in zip(forms.get(column.kind, ""), column.settings)
        ]
        name = out.text(column.name)
        kids = out.tables([])
        fields.append(out.to(name, ("B", 1), ("B", column.kind), out.to(*kind), None, kids))
    out.message(SCHEMA, out.to(None, out.tables(fields)))


def read_batch(columns, message, body):
    batch = message.table(2)
    rows = batch.scalar(0, "<q")
    if batch.table(3):
        raise ValueError("compressed")
    nodes, _ = batch.vector(1)
    at, _ = batch.vector(2)
    values = {}
    for i, column in enumerate(columns):
        length, absent = struct.unpack_from("<qq", batch.data, nodes + 16 * i)
        parts = []
        for _ in range(column.buffers()):
            offset, size = struct.unpack_from("<qq", batch.data, at)
            parts.append(memoryview(body)[offset : offset + size])
            at += 16
        values[column.name] = column.read(rows, *parts)
        if length != rows or values[column.name].count(None) != absent:
            raise ValueError("other counts than are said of " + column.name)
    return rows, values


def write_batch(columns, rows, values):
    body, buffers, nodes = bytearray(), [], []
    for column in columns:
        nodes.append((rows, values[column.name].count(None)))
        for part in column.write(values[column.name]):
            buffers.append((len(body), len(part)))
            body += part + bytes(-len(part) % 8)
    out = Writer()
    header = out.to(("q", rows), out.structs("<qq", nodes), out.structs("<qq", buffers))
    out.message(BATCH, header, bytes(body))


def main():
    columns = None
    for message, body in messages():
        if message.scalar(1, "<B") == SCHEMA:
            columns = [Column(it) for it in message.table(2).tables(1)]
            write_schema(columns)
            continue
        rows, values = read_batch(columns, message, body)
        ids, words = values["id"], values["word"]
        values["word"] = [it if it is None else it + "\u2713" for it in words]
        kept = [i for i in range(rows) if ids[i] is not None and ids[i] % 3]
        write_batch(columns, len(kept), {n: [c[i] for i in kept] for n, c in values.items()})
    OUT.write(struct.pack("<II", 0xFFFFFFFF, 0))
    OUT.flush()


main()
