"""The child process that builds a Chroma generation: `python -m index.building CATALOGUE LIBRARY MODEL FOLDER`.

Apart, because Chroma's writes hold Python's global lock for seconds, and because a kill in the middle ruins the folder.
It ends when its standard input does: then its parent is gone, and the next one builds anew.
"""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from index.children import end_with_parent
from index.generation import COLLECTION, DATABASE, Manifest
from index.schema import connect
from index.shelves import Matrix, Shelf, Shelves

NICENESS = 10
MAX_BATCH = 5000
"""Chroma refuses more than 5,461 rows at once."""

HNSW = {"space": "cosine", "max_neighbors": 24, "ef_construction": 400, "ef_search": 200}
"""Chroma's defaults miss true neighbours in one build of five. With these, recall@10 of 600 questions to 4,009 vectors
was .9998 and more in each of four builds; with 48 links, .9995 and more, for a tenth more of disk and memory."""

PROBES = 50
NEIGHBOURS = 10
MIN_RECALL = 0.99


def main(catalogue: str, library: str, model: str, folder: str) -> None:
    """Build, probe and seal; the exit status is 0 only for a generation that can be trusted."""
    os.nice(NICENESS)
    matrix = _vectors(Path(catalogue), Shelf(int(library), model))
    _fill(Path(folder), matrix)
    recall = _recall(Path(folder), matrix)
    if recall < MIN_RECALL:
        sys.exit(f"recall@{NEIGHBOURS} of the new generation is {recall:.3f}")
    with closing(sqlite3.connect(Path(folder) / DATABASE)) as database:
        database.execute("VACUUM")
    Manifest.seal(Path(folder), len(matrix.rows), int(matrix.rows[-1]))


def _vectors(path: Path, shelf: Shelf) -> Matrix:
    with closing(connect(path)) as db:
        return Shelves(db).vectors(shelf)


def _fill(folder: Path, matrix: Matrix) -> None:
    """One collection, persisted once: at its last row, by a threshold that is its size."""
    count = len(matrix.rows)
    configuration = {"hnsw": HNSW | {"sync_threshold": max(count, 3), "batch_size": min(max(count, 2), 1000)}}
    with _client(folder) as chroma:
        collection = chroma.create_collection(COLLECTION, embedding_function=None, configuration=configuration)
        for start in range(0, count, MAX_BATCH):
            batch = slice(start, start + MAX_BATCH)
            collection.add(ids=[str(row) for row in matrix.rows[batch]], embeddings=matrix.vectors[batch])


def _recall(folder: Path, matrix: Matrix) -> float:
    """How many of the true nearest neighbours of a sample of its own vectors a fresh client finds."""
    sample = np.linspace(0, len(matrix.rows) - 1, min(PROBES, len(matrix.rows))).astype(int)
    top = min(NEIGHBOURS, len(matrix.rows))
    with _client(folder) as chroma:
        collection = chroma.get_collection(COLLECTION, embedding_function=None)
        found = collection.query(query_embeddings=matrix.vectors[sample], n_results=top, include=["distances"])
    lengths = np.linalg.norm(matrix.vectors, axis=1, keepdims=True)  # float16 has cost some length
    unit = matrix.vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    worst = -np.sort(-(unit[sample] @ unit.T), axis=1)[:, top - 1]
    # Equal vectors (copies of a text) are as near as each other: what counts is the distance, not the row.
    near = [
        sum(1.0 - d >= limit - 1e-4 for d in distances)
        for distances, limit in zip(found["distances"], worst, strict=True)
    ]
    return float(sum(near)) / (top * len(sample))


def _client(folder: Path) -> Any:
    """An embedded Chroma client: no server, no port, no telemetry."""
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


if __name__ == "__main__":
    end_with_parent()
    main(*sys.argv[1:])
