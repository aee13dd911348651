import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { CardSkeleton, ErrorPanel } from '@goreliable/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { EntityLink } from '../shared/EntityLink';
import { pagesQueryClient } from '../shared/queryClient';
import { ThemeChoice } from './ThemeChoice';
import '../shared/pages.css';
import './settings.css';

function usePerson() {
  const identityApi = useApi(identityApiRef);
  return useQuery(
    {
      queryKey: ['identity', 'person'],
      queryFn: async () => {
        const [identity, profile] = await Promise.all([
          identityApi.getBackstageIdentity(),
          identityApi.getProfileInfo(),
        ]);
        const { userEntityRef, ownershipEntityRefs } = identity;
        return {
          name: profile.displayName,
          email: profile.email,
          userEntityRef,
          teams: ownershipEntityRefs.filter(ref => ref !== userEntityRef),
        };
      },
    },
    pagesQueryClient,
  );
}

function SignOut() {
  const identityApi = useApi(identityApiRef);
  const signOut = useMutation(
    { mutationFn: () => identityApi.signOut() },
    pagesQueryClient,
  );
  return (
    <>
      <button
        type="button"
        className="gr-button"
        disabled={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        Sign out
      </button>
      {signOut.error && (
        <ErrorPanel title="You are still signed in" error={signOut.error} />
      )}
    </>
  );
}

function Person() {
  const { data: person, error, refetch } = usePerson();
  if (error) {
    return (
      <ErrorPanel
        title="Your profile could not be read"
        error={error}
        onRetry={refetch}
      />
    );
  }
  if (!person) {
    return <CardSkeleton lines={3} label="Loading your profile" />;
  }
  return (
    <dl className="gr-settings-facts">
      {person.name && (
        <div>
          <dt>Name</dt>
          <dd>{person.name}</dd>
        </div>
      )}
      {person.email && (
        <div>
          <dt>Mail</dt>
          <dd>{person.email}</dd>
        </div>
      )}
      <div>
        <dt>In the catalog</dt>
        <dd>
          <EntityLink entityRef={person.userEntityRef} />
        </dd>
      </div>
      <div>
        <dt>Acts for</dt>
        <dd>
          {person.teams.length === 0 && 'No team'}
          {person.teams.map(team => (
            <EntityLink key={team} entityRef={team} />
          ))}
        </dd>
      </div>
    </dl>
  );
}

/** Who one is here, and how the portal looks. */
export function GeneralSettings() {
  return (
    <div className="gr-list-page gr-list-page--narrow">
      <section className="gr-settings" aria-labelledby="settings-person">
        <h2 id="settings-person">You</h2>
        <Person />
        <SignOut />
      </section>
      <section className="gr-settings" aria-labelledby="settings-look">
        <h2 id="settings-look">Appearance</h2>
        <ThemeChoice />
      </section>
    </div>
  );
}
