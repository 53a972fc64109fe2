"""OpenAI-compatible endpoints: streamed chat, structured answers, faults in words. Imported only where a model speaks."""
