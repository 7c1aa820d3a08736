# SPDX-License-Identifier: GPL-3.0-only
"""What takes the place of the engine's own functions, one module per engine module.

`embedded.engine.sources` appends `from embedded.engine.repairs.<name> import *` to the engine's module, so a
repair is ordinary Python: read it beside the module that it mends.
"""
