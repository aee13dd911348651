export {
  PageHeader,
  type Breadcrumb,
  type PageHeaderProps,
  type PageTab,
} from './PageHeader';
