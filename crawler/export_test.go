package crawler

// What the tests from outside use of those within.

var FakeExtract = fakeExtract

var OutletOf = outlet
