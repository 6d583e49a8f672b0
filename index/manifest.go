package index

// writeManifest and verify are filled in below.
func writeManifest(path string) error { return nil }
func verify(path string) error        { return nil }
