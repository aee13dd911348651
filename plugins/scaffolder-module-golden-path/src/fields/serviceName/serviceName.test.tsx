import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { goldenPathApiRef } from '../../api/GoldenPathApi';
import {
  expectNoAxeViolations,
  renderField,
} from '../../__testUtils__/renderField';
import { asTyped, ServiceName } from './ServiceName';
import { validateServiceName } from './validateServiceName';

const nameAvailability = jest.fn();
const apis = [[goldenPathApiRef, { nameAvailability }]] as const;

beforeEach(() => {
  nameAvailability.mockReset();
  nameAvailability.mockImplementation(async name => ({
    name,
    available: true,
  }));
});

describe('ServiceName', () => {
  it('explains the rules, and marks which are kept', async () => {
    const { container } = await renderField(ServiceName, { apis });
    const rules = screen.getByRole('list', { name: 'Rules for a name' });
    expect(rules).toHaveTextContent('3 to 48 characters');
    expect(rules).not.toHaveTextContent('kept');
    await userEvent.type(screen.getByRole('textbox', { name: /Name/ }), '9a');
    expect(rules).toHaveTextContent('starts with a letter (not kept)');
    expect(rules).toHaveTextContent('ends with a letter or digit (kept)');
    expect(nameAvailability).not.toHaveBeenCalled();
    await expectNoAxeViolations(container);
  });

  it('writes names as they are written', async () => {
    const { onChange } = await renderField(ServiceName, { apis });
    await userEvent.type(
      screen.getByRole('textbox', { name: /Name/ }),
      'Order Service',
    );
    expect(onChange).toHaveBeenLastCalledWith('order-service');
    expect(asTyped('My_Shop.V2')).toBe('my-shop-v2');
  });

  it('asks whether the name is free, once, when it has been typed', async () => {
    await renderField(ServiceName, { apis });
    await userEvent.type(screen.getByRole('textbox', { name: /Name/ }), 'shop');
    expect(screen.getByRole('status')).toHaveTextContent(
      'Looking whether shop is free',
    );
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent('shop is free.'),
    );
    expect(nameAvailability).toHaveBeenCalledTimes(1);
  });

  it('says who has a name that is taken, with a way there', async () => {
    nameAvailability.mockResolvedValue({
      name: 'shop',
      available: false,
      reason: 'catalog',
      message: 'The catalog has a component called shop.',
      href: '/catalog/default/component/shop',
    });
    const { container } = await renderField(ServiceName, {
      apis,
      formData: 'shop',
    });
    const link = await screen.findByRole('link', {
      name: /See what has the name/,
    });
    expect(link).toHaveAttribute('href', '/catalog/default/component/shop');
    const input = screen.getByRole('textbox', { name: /Name/ });
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription(
      /The catalog has a component called shop/,
    );
    await expectNoAxeViolations(container);
  });

  it('does not call a name free when nobody could say', async () => {
    nameAvailability.mockRejectedValue(new Error('Gitea is away.'));
    await renderField(ServiceName, { apis, formData: 'shop' });
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'could not be found out: Gitea is away.',
      ),
    );
  });
});

describe('validateServiceName', () => {
  async function errors(name: string): Promise<string[]> {
    const found: string[] = [];
    await validateServiceName(
      name,
      { addError: (message: string) => found.push(message) } as any,
      {
        apiHolder: { get: () => ({ nameAvailability } as any) },
        formData: {},
        schema: {},
      },
    );
    return found;
  }

  it('lets a free name pass', async () => {
    await expect(errors('shop')).resolves.toEqual([]);
  });

  it('stops at a malformed name without asking', async () => {
    await expect(errors('X')).resolves.toHaveLength(1);
    expect(nameAvailability).not.toHaveBeenCalled();
  });

  it('stops at a taken name', async () => {
    nameAvailability.mockResolvedValue({
      name: 'shop',
      available: false,
      message: 'There is a repository goreliable/shop.',
    });
    await expect(errors('shop')).resolves.toEqual([
      'There is a repository goreliable/shop.',
    ]);
  });

  it('stops when nobody can say', async () => {
    nameAvailability.mockRejectedValue(new Error('Gitea is away'));
    await expect(errors('shop')).resolves.toEqual([
      'Whether shop is free could not be found out (Gitea is away). Try again shortly.',
    ]);
  });
});
