// Holds an AsyncAPI document against the specification's own schema: node check-asyncapi.js FILE
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

const document = parse(readFileSync(process.argv[2], 'utf8'))
const schema = createRequire(import.meta.url)(`@asyncapi/specs/schemas/${document.asyncapi}-without-$id.json`)
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats(ajv)
const valid = ajv.compile(schema)
if (valid(document)) {
  console.log(`valid AsyncAPI ${document.asyncapi}`)
} else {
  for (const { instancePath, message } of valid.errors) console.error(`${instancePath} ${message}`)
  process.exitCode = 1
}
