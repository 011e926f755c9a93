import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { PeopleList } from "../../shared/api.ts"
import { Department } from "../../shared/department.ts"
import { type CreatePerson, Person, type UpdatePerson } from "../../shared/person.ts"
import { getJson, request } from "../lib/api.ts"
import { workspaceQuery } from "./workspace.ts"

/** Everyone who signs in, or did. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async ({ signal }) => (await getJson("/api/people", PeopleList, signal)).people,
})

/** Adds a person, or changes one. */
export function useSavePerson() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: { id: null; person: CreatePerson } | { id: string; person: UpdatePerson }) =>
      input.id === null
        ? request("POST", "/api/people", { body: input.person, schema: Person })
        : request("PUT", `/api/people/${input.id}`, { body: input.person, schema: Person }),
    onSuccess: () => queries.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  })
}

/** Renames, hides or moves a department. */
export function useSaveDepartment() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: Department) =>
      request("PUT", `/api/departments/${id}`, { body, schema: Department }),
    onSuccess: (department) =>
      queries.setQueryData(
        workspaceQuery.queryKey,
        (workspace) =>
          workspace && {
            ...workspace,
            departments: workspace.departments.map((each) => (each.id === department.id ? department : each)),
          },
      ),
  })
}
