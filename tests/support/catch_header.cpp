// Holds nothing: this target exists to precompile Catch for every test binary.
