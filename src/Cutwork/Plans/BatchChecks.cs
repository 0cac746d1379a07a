namespace Cutwork;

/// <summary>What batches that a plan is applied to must be; a back end of another's asks before it paints.</summary>
public static class BatchChecks
{
    extension(Plan plan)
    {
        /// <summary>Refuses images that the plan was not drawn for: another number of places, another size, or views that are still to be shown.</summary>
        /// <param name="count">Images that are read: one for each place.</param>
        /// <param name="size">Their height and width.</param>
        /// <param name="what">What they are, for the message: "tensor".</param>
        /// <exception cref="ArgumentException">The plan is for others; the message says for which.</exception>
        public void CheckRead(int count, Size size, string what)
        {
            plan.CheckShown();
            plan.CheckSources(count, what);
            plan.CheckSize(size, what);
        }

        /// <summary>Refuses to leave out what a plan says of its sources.</summary>
        internal void CheckShown()
        {
            if (!plan.Views.IsEmpty)
                throw new ArgumentException(
                    "The plan says which parts of their sources the images show (Plan.Views), and these images would be painted as they are; bring "
                        + "them to their views and paint Plan.AsShown(), as Cutwork.Loading's Loader does, or collate a list of sources."
                );
        }

        internal void CheckCount(int count, string what)
        {
            if (count != plan.Count)
                throw new ArgumentException($"The plan is for {plan.Count} images, but the {what} has {count}.");
        }

        /// <summary>Of what is read: the images, and partners where the plan has some.</summary>
        internal void CheckSources(int count, string what)
        {
            if (count != plan.PlaceCount)
                throw new ArgumentException(
                    plan.Partners.IsEmpty
                        ? $"The plan is for {plan.Count} images, but the {what} has {count}."
                        : $"The plan is for {plan.Count} images and as many partners, but the {what} has {count}; give {plan.PlaceCount}: the images, then "
                            + "their partners (Plan.Partners)."
                );
        }

        internal void CheckSize(Size size, string what)
        {
            if (size != plan.Size)
                throw new ArgumentException(
                    $"The plan is for images of {plan.Size} (height × width), but the {what} has {size}."
                        + (
                            size == new Size(plan.Size.Width, plan.Size.Height)
                                ? " Height and width look exchanged."
                                : ""
                        )
                );
        }
    }
}
