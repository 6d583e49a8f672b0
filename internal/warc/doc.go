// Package warc keeps what the crawler received, as it received it, in files
// that any web archive can read in fifty years: WARC 1.1 (ISO 28500:2017).
//
// # The file
//
// A file is a row of gzip members (RFC 1952), each holding one record, so a
// record is read by seeking to its offset and nothing has to be unpacked before
// it (ISO 28500, Annex D). Unpacked, a record is
//
//	WARC/1.1 CRLF
//	Name: value CRLF            up to 256 fields, 64 KiB
//	CRLF
//	block                       Content-Length bytes
//	CRLF CRLF
//
// The first record is the warcinfo. Then come the exchanges, each one run of
// neighbouring members written in a single call:
//
//	response or revisit   the answer, "application/http; msgtype=response"
//	request               what was asked, WARC-Concurrent-To the answer
//	metadata              how long it took, where the link came from, what
//	                      came of it; WARC-Concurrent-To the answer
//
// The answer comes first, because a tail cut by a crash should lose what is
// worth least.
//
// The metadata are application/warc-fields, as the standard has them (6.5), and
// not JSON: pywb and warcio.js would list a JSON record in their index as a
// capture of the page itself.
//
// # The body
//
// An HTTP message is kept with its content codings (gzip, br) untouched and its
// transfer coding taken off, together with the Transfer-Encoding field, which
// is then kept as X-Orig-Transfer-Encoding. HTTP/2 has no transfer coding, and
// net/http has undone that of HTTP/1.1 before anybody can look. The payload of
// a record is the entity-body of RFC 2616 (ISO 28500, 5.9), for which transfer
// codings are undone as well. So payload and bytes behind the HTTP head are the
// same thing here, and readers that take the chunks off before they compute the
// payload digest agree with those that do not (webrecorder/warcio#74,
// iipc/warc-specifications#22).
//
// Every record has a WARC-Block-Digest, every response and revisit a
// WARC-Payload-Digest. The standard leaves the algorithm open and asks for a
// label and a token (5.8). We write "sha256:" and hexadecimal digits: SHA-1,
// which is usual, no longer resists somebody who prepares two pages with one
// digest, and a revisit throws the second away on the word of that digest.
// Base32, also usual, needs padding for 256 bits; "=" is no character of a
// token, and warcio takes an unpadded value for a wrong one.
//
// # The folder
//
// A file is written as NAME.warc.gz.open and renamed to NAME.warc.gz when it is
// finished: full, of yesterday, or the writer closes. A name without .open never
// changes again. NAME is prefix-YYYYMMDDhhmmss-serial in UTC (Annex C). What a
// dead process left open is cut behind its last whole record and renamed by the
// next writer. One writer at a time has a folder; readers need no permission.
package warc
