#!/usr/bin/env node
import { keepCompiledCode } from './edges/compile-cache.ts';

// What is kept is what is loaded from here on.
keepCompiledCode();
await (await import('./command-line.ts')).runCommandLine();
