from .names import APP
