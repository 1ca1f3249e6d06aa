#include "tests/support/small_sdk.hpp"

namespace modal_lsp::testing {

Sources small_sdk() {
    return {
        {"modal/__init__.py", R"(
try:
    from .app import App
    from .cls import Cls, forward
    from .image import Image
    from .secret import Secret
except Exception:
    raise
__all__ = ["__version__", "App", "Cls", "Image", "Secret", "forward"]
)"},
        {"modal/app.py", R"(
from ._utils.async_utils import synchronize_api
DEFAULT = 60 * 5
class _Base:
    def info(self): ...
class _App(_Base):
    """A thing that is deployed.

    Longer.
    """
    def __init__(self, name: "Optional[str]" = None, *, _own=1):
        """Make it.

        Args:
            name: What it is called.
        """
    def function(self, _warn=None, *, timeout: int = DEFAULT, retries=NONE, mode="fast"):
        """Registers a function."""
    def hidden(self):
        """mdmd:hidden"""
    @property
    def name(self) -> str: ...
    def _private(self): ...
App = synchronize_api(_App, target_module=__name__)
)"},
        {"modal/app.pyi", R"(
import modal.app
class Base:
    def info(self): ...
class App(Base):
    def __init__(self, name: typing.Optional[str] = None, *, _own=1): ...
    def function(self, _warn=None, *, timeout: int = 300, retries=..., mode="fast"): ...
    def hidden(self):
        """mdmd:hidden"""
    @property
    def name(self) -> str: ...
    class __deploy_spec(typing_extensions.Protocol):
        def __call__(self, /, *, tag: str = "") -> None:
            """Deploys."""
        async def aio(self, /, *, tag: str = "") -> None: ...
    deploy: __deploy_spec
)"},
        {"modal/cls.py", R"(
from . import _impl
Cls = synchronize_api(_impl._Cls)
@overload
def forward(port: int) -> int: ...
@overload
def forward(port: str) -> str: ...
def forward(port, *, h2: bool = False): ...
)"},
        {"modal/_impl.py", R"(
class Manager:
    def create(self, name: str): ...
class _Cls:
    @staticmethod
    def from_name(app: str, name: str) -> "_Cls": ...
    @classproperty
    def objects(cls) -> Manager: ...
)"},
        {"modal/image.py",
         "class Image:\n    @staticmethod\n    def debian_slim(python: str = '3') -> 'Image': ...\n"},
        {"modal/secret.py", "class Secret:\n    @staticmethod\n    def from_name(name): ...\n"},
        {"modal_version/__init__.py", "__version__ = \"9.8.7\"\n"},
    };
}

} // namespace modal_lsp::testing
