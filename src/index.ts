// The public door of the package: the mock and the kit together.
export * from './conformance/index.js'
export * from './server/index.js'
