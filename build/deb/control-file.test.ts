import { expect, it } from 'vitest';
import { controlFile, debianArchitecture, debianVersion } from './control-file.ts';

it('has the fields that dpkg wants, each on lines of its own', () => {
  const text = controlFile({ version: '1.2.3-rc.1', arch: 'x64', installedBytes: 2049 });
  expect(text).toContain('Package: heddle\nVersion: 1.2.3~rc.1\nArchitecture: amd64\n');
  expect(text).toContain('\nInstalled-Size: 3\n');
  // Lines of a field begin with its name or a space, and the file ends with one.
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^([A-Z][A-Za-z-]+: \S| \S)/);
  expect(text.endsWith('\n')).toBe(true);
});

it('orders versions as npm does', () => {
  expect(debianVersion('1.2.3-rc.1')).toBe('1.2.3~rc.1');
  expect(debianVersion('1.2.3')).toBe('1.2.3');
});

it('knows the processors that we pack for, and no others', () => {
  expect(debianArchitecture('arm64')).toBe('arm64');
  expect(() => debianArchitecture('ia32')).toThrow('no Debian package for ia32');
});
