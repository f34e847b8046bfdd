import gzip
import json

import pyarrow as pa
import pytest


@pytest.fixture
def jsonl():
    """``jsonl(path, objects)`` writes JSON lines, compressed as the name says."""

    def write(path, objects):
        data = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".gz":
            data = gzip.compress(data)
        if path.suffix == ".zst":
            with pa.CompressedOutputStream(pa.OSFile(str(path), "wb"), "zstd") as stream:
                stream.write(data)
            return path
        path.write_bytes(data)
        return path

    return write
