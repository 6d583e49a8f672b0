// Package docs holds the documents that the program also serves.
package docs

import _ "embed"

// ArticleSchema is the JSON Schema (draft 2020-12) of a record, which the
// server answers at /api/v1/schema/article.
//
//go:embed article.schema.json
var ArticleSchema []byte
