/** A picture that the build puts into the bundle itself, as a `data:` address. */
declare module '*.png?inline' {
  const dataAddress: string;
  export default dataAddress;
}
