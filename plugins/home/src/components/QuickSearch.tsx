import { FormEvent, useState } from 'react';
import SearchIcon from '@mui/icons-material/Search';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useNavigate } from 'react-router-dom';

/** Goes to the search page with what was typed. */
export function QuickSearch() {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const search = (event: FormEvent) => {
    event.preventDefault();
    navigate(`/search?query=${encodeURIComponent(text.trim())}`);
  };
  return (
    <form role="search" onSubmit={search}>
      <TextField
        size="small"
        fullWidth
        value={text}
        onChange={event => setText(event.target.value)}
        placeholder="Search services, docs, people"
        inputProps={{ 'aria-label': 'Search services, docs, people' }}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        }}
      />
    </form>
  );
}
