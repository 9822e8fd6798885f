@rem `exec` of the npm scripts in package.json, which cmd.exe lacks.
@%*
