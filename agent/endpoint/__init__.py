"""OpenAI-compatible endpoints: streamed chat, structured answers, faults in words. Imported where a model speaks."""
