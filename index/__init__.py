"""What Footnote knows: documents, passages, searching, answering. No Discord here.

The names in `__init__.pyi` are all that `bot/` may use. Each is imported when it is first asked for, so that the
models can be opened while the rest is still being imported.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
