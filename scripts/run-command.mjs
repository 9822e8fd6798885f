/** Runs other programs: waits for their end, passes signals on, reports the exit code. No dependencies. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { inProject, projectFolder, toolEnvironment } from './project-folder.mjs';

/** Thrown when a step cannot continue; its text is printed without a stack. */
export class StepFailed extends Error {
  /** @param {string} message what happened and what to do  @param {number} exitCode 1..255 */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a program in this terminal and resolves with its exit code (128 + n when signal n ended it).
 *
 * SIGTERM and SIGHUP are passed on. SIGINT is passed on only when no terminal is attached: at a terminal Ctrl-C reaches
 * the whole foreground group by itself, and a second one could be taken for "quit at once".
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectFolder,
      env: toolEnvironment(),
      stdio: 'inherit',
      ...options,
    });
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const letGo = () => signals.forEach((signal) => process.removeListener(signal, forward));
    child.on('error', (error) => {
      letGo();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      letGo();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a program without showing its output; resolves with its exit code and both outputs. */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectFolder,
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** How to start a program of node_modules/.bin: [command, leading arguments, spawn options]. */
function tool(name) {
  // Windows starts its .cmd shims only through a shell.
  return process.platform === 'win32'
    ? [inProject('node_modules', '.bin', `${name}.cmd`), { shell: true }]
    : [inProject('node_modules', '.bin', name), {}];
}

/** Runs a program of node_modules/.bin; resolves with its exit code. */
export function runTool(name, args, options = {}) {
  const [command, shell] = tool(name);
  return run(command, args, { ...shell, ...options });
}

/** How to start npm: the one that runs this script if there is one, else the one on the path. */
function npm() {
  // npm_execpath is npm's own script and needs a Node; take npm's, not the one of node_modules that is being replaced.
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return [process.env.npm_node_execpath ?? process.execPath, [script]];
  return process.platform === 'win32' ? ['npm.cmd', [], { shell: true }] : ['npm', []];
}

/** Runs npm in this terminal; resolves with its exit code. */
export function runNpm(args, options = {}) {
  const [command, leading, shell = {}] = npm();
  return run(command, [...leading, ...args], { ...shell, ...options });
}

/** Runs npm quietly; resolves with its exit code and output. */
export function captureNpm(args, options = {}) {
  const [command, leading, shell = {}] = npm();
  return capture(command, [...leading, ...args], { ...shell, ...options });
}
