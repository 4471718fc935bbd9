"""The language server: findings while somebody writes, in the editor that is already open.

``languages`` which texts are read, and in what format · ``texts`` as the editor has them · ``checking`` in the one
thread that lints · ``diagnostics``, ``hover``, ``actions`` what the editor is told · ``server`` the protocol.
"""
