// Serves SmolLM2 as an OpenAI-compatible server of streamed chat completions, on the port
// that it prints, for this machine alone. One request at a time; JSON by a schema too.
import http from 'node:http'
import {getLlama, LlamaCompletion} from 'node-llama-cpp'

const llama = await getLlama({gpu: false, build: 'never'})
const model = await llama.loadModel({modelPath: 'SmolLM2-135M-Instruct.Q4_1.gguf'})
const context = await model.createContext({contextSize: 4096, sequences: 1})
let before = Promise.resolve()

async function complete(request, response) {
  const prompt = request.messages.map(m => `<|im_start|>${m.role}\n${m.content}<|im_end|>\n`).join('') + '<|im_start|>assistant\n'
  const tokens = model.tokenize(prompt, true)
  const sequence = context.getSequence()
  const end = new AbortController()
  response.on('close', () => end.abort())
  const send = chunk => response.write(`data: ${JSON.stringify({id: 'x', object: 'chat.completion.chunk', created: 1, model: 'smollm2', ...chunk})}\n\n`)
  const delta = (content, reason = null) => send({choices: [{index: 0, delta: content === '' ? {} : {content}, finish_reason: reason}]})
  try {
    const grammar = request.response_format?.type === 'json_schema' ? await llama.createGrammarForJsonSchema(request.response_format.json_schema.schema) : undefined
    response.writeHead(200, {'Content-Type': 'text/event-stream'})
    let written = 0
    await new LlamaCompletion({contextSequence: sequence}).generateCompletion(tokens, {
      grammar, customStopTriggers: ['<|im_end|>'], maxTokens: Math.min(request.max_tokens ?? 200, 120), temperature: request.temperature ?? 0,
      signal: end.signal, onTextChunk: text => { written++; delta(text) },
    })
    delta('', 'stop')
    send({choices: [], usage: {prompt_tokens: tokens.length, completion_tokens: written, total_tokens: tokens.length + written}})
    response.end('data: [DONE]\n\n')
  } catch (error) {
    if (!response.headersSent) response.writeHead(400, {'Content-Type': 'application/json'})
    response.end(JSON.stringify({error: {message: String(error)}}))
  } finally {
    sequence.dispose()
  }
}

const server = http.createServer((request, response) => {
  let body = ''
  request.on('data', data => body += data)
  request.on('end', () => { before = before.then(() => complete(JSON.parse(body), response)) })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/v1`))
