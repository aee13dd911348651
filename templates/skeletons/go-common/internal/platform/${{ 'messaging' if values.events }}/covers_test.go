package messaging

import "testing"

func TestCovers(t *testing.T) {
	cases := []struct {
		pattern, subject string
		want             bool
	}{
		{"orders.created", "orders.created", true},
		{"orders.>", "orders.created", true},
		{"orders.>", "orders.created.twice", true},
		{"orders.>", "orders", false},
		{">", "orders", true},
		{"orders.*", "orders.created", true},
		{"orders.*", "orders.created.twice", false},
		{"orders.*", "orders.*", true},
		{"orders.*", "orders.>", false},
		{"orders.created", "orders.*", false},
		{"*.created", "orders.created", true},
		{"orders.created", "orders", false},
		{"orders", "orders.created", false},
	}
	for _, test := range cases {
		if got := covers(test.pattern, test.subject); got != test.want {
			t.Errorf("covers(%s, %s) is %t", test.pattern, test.subject, got)
		}
	}
}
