#!/usr/bin/env node
import { runInProcess } from '../src/command-line/process-io.js'
import { main } from '../src/conformance/cli.js'

void runInProcess(main, process)
