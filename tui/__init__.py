"""The `hotseat` command and its front ends."""
