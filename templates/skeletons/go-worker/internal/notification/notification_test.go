package notification

import (
	"encoding/json"
	"errors"
	"testing"
)

func TestFrom(t *testing.T) {
	got, err := From(Occurrence{ID: "7", Type: "orders.created", Data: json.RawMessage(`{"id":"1","name":"bolts","createdBy":"ada","extra":1}`)})
	want := Notification{Recipient: "ada", Message: "created in orders: bolts", Cause: "7"}
	if err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestFromARecordWithoutName(t *testing.T) {
	got, err := From(Occurrence{ID: "7", Type: "orders.back_ordered", Data: json.RawMessage(`{"id":"1","createdBy":"ada"}`)})
	if err != nil || got.Message != "back ordered in orders: 1" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestFromRefuses(t *testing.T) {
	cases := map[string]Occurrence{
		"no JSON":        {Type: "orders.created", Data: json.RawMessage(`{`)},
		"another shape":  {Type: "orders.created", Data: json.RawMessage(`[]`)},
		"nobody to tell": {Type: "orders.created", Data: json.RawMessage(`{"id":"1"}`)},
		"no action":      {Type: "created", Data: json.RawMessage(`{"createdBy":"ada"}`)},
	}
	for name, occurrence := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := From(occurrence); !errors.Is(err, ErrUnusable) {
				t.Errorf("got error %v, want ErrUnusable", err)
			}
		})
	}
}

func TestIDDependsOnTheCauseOnly(t *testing.T) {
	first := Notification{Recipient: "ada", Cause: "7"}
	if first.ID() != (Notification{Recipient: "grace", Cause: "7"}).ID() {
		t.Error("the same cause has two ids")
	}
	if first.ID() == (Notification{Recipient: "ada", Cause: "8"}).ID() {
		t.Error("two causes have the same id")
	}
}
