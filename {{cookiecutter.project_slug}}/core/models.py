"""No models: Django tells only apps with this module that `migrate` is done (see apps.py)."""
