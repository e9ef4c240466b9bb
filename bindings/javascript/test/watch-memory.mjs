// Imported before the package: remembers the memory of the one instance that the package makes.

const { Instance } = WebAssembly;
let memory;
WebAssembly.Instance = class extends Instance {
  constructor(...parts) {
    super(...parts);
    // The rest of the module has the memory of its first part.
    memory = this.exports.memory ?? memory;
  }
};

/** Bytes of the module's memory. */
export const bytes = () => memory.buffer.byteLength;
