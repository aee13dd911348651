import { linkedId } from './linkedId';

it.each([
  ['#/orders/createOrder', 'operations-orders-createOrder'],
  ['#/orders', 'operations-tag-orders'],
  ['#/all%20orders/createOrder', 'operations-all orders-createOrder'],
  ['#orders', undefined],
  ['', undefined],
  ['#/%E0%A4%A/createOrder', undefined],
])('%s asks for %s', (hash, expected) => {
  expect(linkedId(hash)).toBe(expected);
});
