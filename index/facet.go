package index

import (
	"cmp"
	"slices"

	"khotin/internal/query"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
)

// facets are the fields that hits are counted by.
var facets = [...]string{langField, outletField, yearField}

// maxBuckets is far above the number of outlets: bleve's counts are exact only
// where every value gets its bucket.
const maxBuckets = 10_000

func addFacets(request *bleve.SearchRequest) {
	for _, name := range facets {
		request.AddFacet(name, bleve.NewFacetRequest(name, maxBuckets))
	}
}

// buckets reads bleve's counts: most frequent first, years newest first.
func buckets(found search.FacetResults) map[string][]query.Bucket {
	all := make(map[string][]query.Bucket, len(facets))
	for _, name := range facets {
		list := []query.Bucket{}
		if f := found[name]; f != nil {
			for _, t := range f.Terms.Terms() {
				list = append(list, query.Bucket{Value: t.Term, Count: t.Count})
			}
		}
		slices.SortFunc(list, func(a, b query.Bucket) int {
			if name == yearField {
				return cmp.Compare(b.Value, a.Value)
			}
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		all[name] = list
	}
	return all
}
