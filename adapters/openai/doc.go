// Package openai is a bot.Model over any server that speaks OpenAI's chat
// completions: OpenAI itself, Azure's and other vendors' gateways, vLLM,
// llama.cpp, Ollama and others. An Embedder makes vectors of texts by their
// embeddings. It is the only importer of go-openai.
//
// Answers are streamed. Failures are classed (bot.Trouble); those that may pass
// are tried again by [retrying] as long as nothing has been written yet,
// honouring Retry-After.
package openai
