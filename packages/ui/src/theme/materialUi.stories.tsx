import V4Button from '@material-ui/core/Button';
import V4TextField from '@material-ui/core/TextField';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import CardHeader from '@mui/material/CardHeader';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import type { Meta, StoryObj } from '@storybook/react-vite';

export default { title: 'theme/Material UI' } satisfies Meta;

export const Controls: StoryObj = {
  render: () => (
    <Stack spacing={2} sx={{ maxWidth: 560 }}>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        <Button variant="contained">Create service</Button>
        <Button variant="outlined">Edit</Button>
        <Button>Cancel</Button>
        <V4Button variant="contained" color="primary">
          Version 4
        </V4Button>
        <V4Button variant="outlined">Version 4</V4Button>
      </Stack>
      <TextField label="Name" helperText="Lower case, with hyphens" />
      <TextField
        label="Port"
        defaultValue="99999"
        error
        helperText="At most 65535"
      />
      <V4TextField
        id="v4"
        label="Version 4"
        helperText="Boxed like the others"
      />
      <V4TextField id="v4o" label="Version 4" variant="outlined" />
      <Stack direction="row" spacing={1}>
        <Chip label="go" />
        <Chip label="jetstream" variant="outlined" />
      </Stack>
    </Stack>
  ),
};

export const Surfaces: StoryObj = {
  render: () => (
    <Stack spacing={2} sx={{ maxWidth: 560 }}>
      <Card>
        <CardHeader title="About" subheader="order-service" />
        <CardContent>
          Takes orders, keeps them, and announces each one.
        </CardContent>
      </Card>
      <Tabs value={0} aria-label="Sections">
        <Tab label="Overview" />
        <Tab label="Objectives" />
      </Tabs>
      <Alert severity="error">The rollout failed.</Alert>
      <Alert severity="warning">The budget burns at ticket rate.</Alert>
      <Alert severity="info">A rollout is going on.</Alert>
      <Alert severity="success">The rollout is healthy.</Alert>
    </Stack>
  ),
};
