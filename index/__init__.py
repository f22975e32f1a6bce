"""What Footnote knows: documents, passages, searching, answering. No Discord here.

The names in `__init__.pyi` are all that `bot/` may use. Each is imported when it is first asked for, so that the
models can be opened while the rest is still being imported.
"""

import os

import lazy_loader

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else ONNX Runtime reports to its makers what it runs on; read on its import

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
