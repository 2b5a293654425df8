// The document of this interface (OpenAPI 3.1), made from the resources themselves.
import { version } from '../../command-line/version.js'
import { type JsonSchema, jsonSchemaOf } from '../../validation/json-schema.js'
import { json, type Operation, operation, type Path, type ReplyDocument, type Resource } from './resource.js'

const problemSchema = {
  type: 'object',
  properties: {
    error: { type: 'string', description: 'stable, for programs' },
    message: { type: 'string' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: {
            type: 'string',
            description: 'with dots, as in clients.0.id; empty for the body as a whole',
          },
          message: { type: 'string' },
        },
        required: ['field', 'message'],
        additionalProperties: false,
      },
    },
  },
  required: ['error', 'message', 'problems'],
  additionalProperties: false,
}

const problem = { $ref: '#/components/schemas/Problem' }

/** Replies that every operation may give. */
const everywhere: Readonly<Record<number, string>> = {
  401: 'the caller is on another machine and shows no admin token',
  403: 'the name in Host, or the page that calls, is not one of this mock',
}

/** What the mock serves below /_mock/ without this interface. */
const besides = {
  '/_mock/health': {
    get: {
      operationId: 'get__mock_health',
      summary: 'tells whoever asks that the mock is up',
      tags: ['health'],
      security: [],
      responses: {
        200: content('it is up', {
          type: 'object',
          properties: { status: { const: 'ok' } },
          required: ['status'],
        }),
      },
    },
  },
  '/_mock/help': {
    get: {
      operationId: 'get__mock_help',
      summary: 'what was wrong with an exchange and what to do, as text; refusals link to it',
      tags: ['help'],
      security: [],
      parameters: [
        { name: 'exchange', in: 'query', required: true, schema: { type: 'integer', minimum: 1 } },
      ],
      responses: {
        200: { description: 'the explanation', content: { 'text/plain': { schema: { type: 'string' } } } },
        404: { description: 'the exchange is not recorded, or no longer' },
      },
    },
  },
}

function content(description: string, schema: JsonSchema | undefined) {
  return { description, ...(schema === undefined ? {} : { content: { 'application/json': { schema } } }) }
}

function responseOf(status: string, { description, schema }: ReplyDocument) {
  return content(description, Number(status) < 400 ? schema : problem)
}

function operationOf(method: string, path: Path['path'], id: string, definition: Operation) {
  const { summary, body, bodyOptional = false, query = {}, replies } = definition
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const parameters = [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(query).map(([name, described]) => ({ name, in: 'query', ...described })),
  ]
  const invalid =
    body === undefined && Object.keys(query).length === 0 ? {} : { 400: 'what was sent cannot be used' }
  const refusals = Object.entries({ ...invalid, ...everywhere }).map(([status, text]) => [
    status,
    content(text, problem),
  ])
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+/g, '_')}`,
    summary,
    tags: [id],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !bodyOptional,
            content: { 'application/json': { schema: jsonSchemaOf(body) } },
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(replies).map(([status, reply]) => [status, responseOf(status, reply)]),
      ),
      ...Object.fromEntries(refusals),
    },
  }
}

/** The document about `resources`. */
export function openapiOf(resources: readonly Resource[]): JsonSchema {
  const paths = resources.flatMap(({ id, paths: own }) =>
    own.map(({ path, methods }) => {
      const operations = Object.entries(methods).map(([method, definition]) => [
        method.toLowerCase(),
        operationOf(method, path, id, definition),
      ])
      return [path, Object.fromEntries(operations)]
    }),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'gc-mock-oauth: the admin interface',
      version,
      description: 'Moves a running mock of the Genesys Cloud login, and shows what it saw.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: [
      ...resources.map(({ id, what }) => ({ name: id, description: what })),
      { name: 'health', description: 'Whether the mock is up; open to everybody.' },
      { name: 'help', description: 'Explanations of refusals; open to everybody.' },
    ],
    security: [{}, { adminToken: [] }],
    paths: { ...besides, ...Object.fromEntries(paths) },
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        adminToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'Needed from other machines only; `--admin-token` sets it.',
        },
      },
    },
  }
}

export const openapi: Resource = {
  id: 'openapi',
  what: 'This document.',
  paths: [
    {
      path: '/_mock/openapi.json',
      methods: {
        GET: operation({
          summary: 'this document (OpenAPI 3.1)',
          replies: { 200: { description: 'the document', schema: { type: 'object' } } },
          run: (_body, { resources }) => json(200, openapiOf(resources)),
        }),
      },
    },
  ],
}
