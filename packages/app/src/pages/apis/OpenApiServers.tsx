import { useEffect, useId } from 'react';

/** A server as the document names it. */
type Server = {
  url: string;
  description?: string;
  variables?: Record<string, { default?: string; enum?: string[] }>;
};

type ServersProps = {
  /** Immutable list of what {@link Server} describes. */
  servers: { toJS(): Server[] };
  currentServer: string | undefined;
  setSelectedServer(url: string): void;
  setServerVariableValue(variable: {
    server: string;
    key: string;
    val: string;
  }): void;
  getServerVariable(server: string, name: string): string | undefined;
  getEffectiveServerValue(server: string): string;
};

function Variable(props: {
  name: string;
  choices?: string[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { name, choices, value, onChange } = props;
  const id = useId();
  return (
    <span className="gr-open-api-variable">
      <label htmlFor={id}>{name}</label>
      {choices ? (
        <select
          id={id}
          value={value}
          onChange={event => onChange(event.target.value)}
        >
          {choices.map(choice => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          type="text"
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </span>
  );
}

/** Chooses the server that requests go to, and what its address leaves open. */
export function OpenApiServers(props: ServersProps) {
  const { currentServer, setSelectedServer, setServerVariableValue } = props;
  const id = useId();
  const servers = props.servers.toJS();
  const server = servers.find(({ url }) => url === currentServer);
  const variables = Object.entries(server?.variables ?? {});
  const firstUrl = servers[0]?.url;
  useEffect(() => {
    if (!server && firstUrl !== undefined) {
      setSelectedServer(firstUrl);
    }
    // Chosen once for each document; the function is another at each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [server === undefined, firstUrl]);
  useEffect(() => {
    variables.forEach(([key, variable]) => {
      if (server && !props.getServerVariable(server.url, key)) {
        const val = variable.default ?? '';
        setServerVariableValue({ server: server.url, key, val });
      }
    });
    // Defaults are set once for each server, for the same reason.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [server?.url]);
  return (
    <div className="gr-open-api-servers">
      <span className="gr-open-api-variable">
        <label htmlFor={id}>Server</label>
        <select
          id={id}
          value={currentServer ?? ''}
          onChange={event => setSelectedServer(event.target.value)}
        >
          {servers.map(({ url, description }) => (
            <option key={url} value={url}>
              {description ? `${url} – ${description}` : url}
            </option>
          ))}
        </select>
      </span>
      {server &&
        variables.map(([key, { enum: choices }]) => (
          <Variable
            key={key}
            name={key}
            choices={choices}
            value={props.getServerVariable(server.url, key) ?? ''}
            onChange={val =>
              setServerVariableValue({ server: server.url, key, val })
            }
          />
        ))}
      {server && variables.length > 0 && (
        <code>{props.getEffectiveServerValue(server.url)}</code>
      )}
    </div>
  );
}
