package warc

func appendForEver(string) {}
