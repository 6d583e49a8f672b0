package lang

// Order tells how to read 9/5/2026.
type Order uint8

// DayFirst is the order of Vietnamese, French and Romanian; MonthFirst that of
// the United States, which some publishing systems print whatever the language
// of the page.
const (
	DayFirst Order = iota
	MonthFirst
)

// longestDate bounds, in bytes, what can be a printed date and nothing else.
const longestDate = 200

// ParseDate reads s as one date, as found in a date field, a feed or a dateline:
// the forms of FindDates, those of RFC 822, RFC 1123 and ISO 8601, with weekday,
// time, zone and words such as "Đăng ngày" or "Mis à jour le" about it. order
// settles numbers with slashes where both readings are possible. ok is false if
// s holds anything else, no date, or more than one.
func ParseDate(s string, order Order) (d Date, ok bool) {
	if len(s) > longestDate {
		return Date{}, false
	}
	scanner := newDateScanner(s)
	scanner.order, scanner.isolated = order, true
	spans := scanner.all()
	if len(spans) != 1 || spans[0].Until.Precision != NoPrecision {
		return Date{}, false
	}
	span := spans[0]
	for i, it := range scanner.items {
		if it.end <= span.Lead || it.start >= span.End {
			if it.kind == numberItem || it.kind == wordItem && !scanner.isLabel(i) {
				return Date{}, false
			}
		}
	}
	return span.Date, true
}

var labels = newWordTable("đăng ngày lúc cập nhật xuất bản phát hành thời gian gửi vào hồi giờ lần cuối " +
	"publié mis mise à jour modifié posté le il la du date " +
	"publicat actualizat postat data ora orele ultima actualizare " +
	"published updated posted modified last on at date time standard indochina by")

func (s *dateScanner) isLabel(i int) bool {
	return s.one(i, labels) || s.weekdayBefore(i) <= i || s.weekdayBefore(i+1) == i || s.one(i, dayParts)
}
