"""The five-line LlamaIndex starter, as its documentation has it, with the bundled embedder in the place of theirs."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import chromadb
from llama_index.core import Document, SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr

from index.embedding import Vector


class Embedding(Protocol):
    """What the starter wants of an embedder: `Plain`, or one of Footnote's own."""

    def question(self, text: str) -> Vector:
        """The vector to search with."""

    def passages(self, texts: Iterable[str]) -> Iterator[Vector]:
        """The vectors to search in, in order."""


class Bundled(BaseEmbedding):
    """An embedder as LlamaIndex wants it, which brings it batches of ten."""

    _embedder: Embedding = PrivateAttr()
    embedded: list[str] = []  # noqa: RUF012  a field of pydantic's, one list for each
    """The texts that it was given, in order."""

    def __init__(self, embedder: Embedding, **options: Any) -> None:
        super().__init__(model_name="bge-small-en-v1.5", **options)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return _floats(self._embedder.question(query))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return _floats(self._embedder.question(text))

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        self.embedded.extend(texts)
        return [_floats(vector) for vector in self._embedder.passages(texts)]


def _floats(vector: Vector) -> list[float]:
    return [float(value) for value in vector]


def splitter(most_characters: int | None) -> SentenceSplitter:
    """LlamaIndex's own: 1,024 tokens with 200 shared; or, to compare like with like, so many characters and no more."""
    if most_characters is None:
        return SentenceSplitter()
    return SentenceSplitter(chunk_size=most_characters, chunk_overlap=0, tokenizer=list)


def index_of(texts: dict[str, str], embedder: Embedding, most_characters: int | None = None) -> VectorStoreIndex:
    """The index over texts by id."""
    documents = [Document(text=text, id_=name) for name, text in texts.items()]
    return VectorStoreIndex.from_documents(
        documents, embed_model=Bundled(embedder), transformations=[splitter(most_characters)]
    )


def ingest(seeds: Path, folder: Path, embedder: Embedding) -> Bundled:
    """The five lines over Chroma."""
    bundled = Bundled(embedder)
    documents = SimpleDirectoryReader(str(seeds)).load_data()
    storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=_collection(folder)))
    VectorStoreIndex.from_documents(documents, storage_context=storage, embed_model=bundled)
    return bundled


def stored(folder: Path, embedder: Embedding) -> VectorStoreIndex:
    """The index that was kept there."""
    store = ChromaVectorStore(chroma_collection=_collection(folder))
    return VectorStoreIndex.from_vector_store(store, embed_model=Bundled(embedder))


def _collection(folder: Path) -> chromadb.Collection:
    return chromadb.PersistentClient(str(folder)).get_or_create_collection("docs")
