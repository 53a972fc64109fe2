"""Cost model of a GPU cluster: what a collective or a matrix product costs, without having the machine.

The package stands by itself: it imports numpy, pydantic, yaml and the standard library only.
"""
