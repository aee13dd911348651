import type { Scenario } from './types';

const omar = { name: 'Omar', email: 'omar@goreliable.dev' };
const nina = { name: 'Nina', email: 'nina@goreliable.dev' };

// Two customers in five order four or five of something, for which the table
// has no entry: the handler panics, the middleware answers 500.
const errors: Scenario = {
  name: 'errors',
  title: 'A release of order-service fails some of its requests',
  expect:
    'Within two minutes the availability of order-service and of the gateway burns its budget.',
  commit: {
    repository: 'order-service',
    author: omar,
    message: `Tell customers how long a delivery takes

Support is asked for it more often than for anything else.`,
    edits: [
      {
        path: 'internal/httpapi/delivery.go',
        content: `package httpapi

import (
	"strconv"

	"goreliable.dev/order-service/internal/order"
)

// daysByQuantity says how long one article takes, two, and three.
var daysByQuantity = []int{1, 1, 2}

// deliveryDays returns for how many days the customer waits.
func deliveryDays(record order.Order) int {
	quantity, err := strconv.Atoi(record.Attributes["quantity"])
	if err != nil {
		return daysByQuantity[0]
	}
	return daysByQuantity[quantity-1]
}
`,
      },
      {
        path: 'internal/httpapi/handlers.go',
        replace: '\treply(writer, request, http.StatusOK, record)\n',
        by:
          '\twriter.Header().Set("Delivery-Days", strconv.Itoa(deliveryDays(record)))\n' +
          '\treply(writer, request, http.StatusOK, record)\n',
      },
    ],
  },
};

// N+1 queries, made worse by the pause that was to spare the database.
const latency: Scenario = {
  name: 'latency',
  title: 'Reading orders has become slow',
  expect:
    'Within two minutes the latency of order-service and of the gateway burns its budget.',
  commit: {
    repository: 'order-service',
    author: omar,
    message: `Never show an order that has changed meanwhile

A listing reads each of its orders again before it is answered, and an order
says how many came after it.`,
    edits: [
      {
        path: 'internal/httpapi/refresh.go',
        content: `package httpapi

import (
	"context"
	"time"

	"goreliable.dev/order-service/internal/keyset"
	"goreliable.dev/order-service/internal/order"
)

// refreshPause keeps one request from taking the database for itself.
const refreshPause = 20 * time.Millisecond

// refresh reads each record again, one after the other.
func (a *API) refresh(ctx context.Context, records []order.Order) []order.Order {
	for n, record := range records {
		time.Sleep(refreshPause)
		if fresh, err := a.store.Get(ctx, record.ID); err == nil {
			records[n] = fresh
		}
	}
	return records
}

// cameAfter returns how many of the latest orders are newer than record.
func (a *API) cameAfter(ctx context.Context, record order.Order) int {
	latest, err := a.store.List(ctx, keyset.Page{Limit: defaultLimit})
	if err != nil {
		return 0
	}
	count := 0
	for _, other := range a.refresh(ctx, latest) {
		if other.CreatedAt.After(record.CreatedAt) {
			count++
		}
	}
	return count
}
`,
      },
      {
        path: 'internal/httpapi/handlers.go',
        replace: '\treply(writer, request, http.StatusOK, record)\n',
        by:
          '\twriter.Header().Set("Came-After", strconv.Itoa(a.cameAfter(request.Context(), record)))\n' +
          '\treply(writer, request, http.StatusOK, record)\n',
      },
      {
        path: 'internal/httpapi/handlers.go',
        replace: '\tanswer := page{Items: []domain.Order{}}\n',
        by:
          '\tfound = a.refresh(request.Context(), found)\n' +
          '\tanswer := page{Items: []domain.Order{}}\n',
      },
    ],
  },
};

// One at a time, 2.2 s each, is less than arrives even on a quiet night. All
// that are taken at once are still done within the handler's time-out.
const workerBacklog: Scenario = {
  name: 'worker-backlog',
  title: 'notification-worker falls behind',
  expect:
    'Within two minutes notifications are late, and the freshness of notification-worker burns its budget.',
  commit: {
    repository: 'notification-worker',
    author: nina,
    message: `Wait for the provider's receipt of each notification

The new provider takes one at a time over our connection.`,
    edits: [
      {
        path: 'internal/notifier/receipt.go',
        content: `package notifier

import (
	"sync"
	"time"
)

// receiptTime is what the provider needs for one notification.
const receiptTime = 2200 * time.Millisecond

// connection is the one that the provider grants us.
var connection sync.Mutex

// awaitReceipt returns when the provider has confirmed a notification.
func awaitReceipt() {
	connection.Lock()
	defer connection.Unlock()
	time.Sleep(receiptTime)
}
`,
      },
      {
        path: 'internal/notifier/notifier.go',
        replace:
          '\tif err := n.publish(ctx, n.subject, sent.ID, payload); err != nil {\n',
        by:
          '\tawaitReceipt()\n' +
          '\tif err := n.publish(ctx, n.subject, sent.ID, payload); err != nil {\n',
      },
    ],
  },
};

/** What `make break SCENARIO=…` knows. */
export const scenarios: readonly Scenario[] = [errors, latency, workerBacklog];
