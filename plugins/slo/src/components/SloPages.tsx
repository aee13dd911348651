import { lazy, Suspense } from 'react';
import { CardSkeleton } from '@goreliable/ui';
import { Route, Routes, useParams } from 'react-router-dom';
import { OverviewPage } from './overview/OverviewPage';
import { SloDetailPage } from './detail/SloDetailPage';
import { ReviewPage } from './review/ReviewPage';
import './slo.css';

// It reads specs and PromQL, which the other pages do not need.
const AuthorPage = lazy(() =>
  import('./author/AuthorPage').then(module => ({
    default: module.AuthorPage,
  })),
);

function DetailRoute() {
  const { id = '' } = useParams();
  // Another SLO starts with nothing of the one before.
  return <SloDetailPage key={id} id={id} />;
}

function ReviewRoute() {
  const { id = '' } = useParams();
  return <ReviewPage key={id} id={id} />;
}

/** The pages below `/slo`. */
export function SloPages() {
  return (
    <Routes>
      <Route path="/" element={<OverviewPage />} />
      <Route
        path="/new"
        element={
          <Suspense
            fallback={<CardSkeleton lines={12} label="Loading the page" />}
          >
            <AuthorPage />
          </Suspense>
        }
      />
      <Route path="/:id" element={<DetailRoute />} />
      <Route path="/:id/review" element={<ReviewRoute />} />
    </Routes>
  );
}
