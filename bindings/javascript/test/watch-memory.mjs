// Imported before the package: remembers the memory of the one instance that the package makes.

const { Instance } = WebAssembly;
let memory;
WebAssembly.Instance = class extends Instance {
  constructor(...parts) {
    super(...parts);
    memory = this.exports.memory;
  }
};

/** Bytes of the module's memory. */
export const bytes = () => memory.buffer.byteLength;
